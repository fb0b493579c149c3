from teema.study import Study as PlainStudy
from teema.web.exchange.bridge import plain_study
from teema.web.studies.models import Study


def test_a_study_comes_out_as_it_went_in(example: PlainStudy, study: Study) -> None:
    """Loading and saving is the identity."""
    assert plain_study(study) == example
