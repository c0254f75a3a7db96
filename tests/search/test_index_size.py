import gzip

from tests.search.core import plans, scripts


def test_the_index_of_both_plans_weighs_at_most_150_kb_gzip() -> None:
    assert len(plans()) == 2
    assert sum(len(gzip.compress(script.encode())) for script in scripts()) <= 150_000
