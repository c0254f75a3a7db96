"""From the blocks of a document to the draft of a plan, with everything that an editor has to look at."""
