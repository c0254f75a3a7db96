"""Ids, addresses and places: the promise that a link goes on working."""
