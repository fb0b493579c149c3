"""The papers that an interviewee gets: the invitation, the topics, the information notice (GDPR, article 13) and the consent form.

A paper is composed of the wording in its own language and of the study's facts, whichever language the workbench speaks. What isn't
known stands as a blank that says what to fill in.
"""

from teema.web.studies.papers.composing import PAPERS, Paper, compose
from teema.web.studies.papers.drawing import draw
from teema.web.studies.papers.facts import Facts, facts_of

__all__ = ["PAPERS", "Facts", "Paper", "compose", "draw", "facts_of"]
