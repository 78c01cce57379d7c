"""The verbs of a proposal: start, save, give a file, submit, withdraw, close, open."""

from app.proposals.service.answering import answer_with, take_off
from app.proposals.service.authorising import ask, give
from app.proposals.service.closing import close_call, close_due, open_call
from app.proposals.service.foresight import foresee
from app.proposals.service.papers import add_file, date_files, remove_file, use_again
from app.proposals.service.rounds import invite, tell_absent, tell_invited
from app.proposals.service.start import start
from app.proposals.service.submission import TooLate, submit, withdraw
from app.proposals.service.trees import draft_objective_tree
from app.proposals.service.writing import Saved, anew, keep_unasked, restore, save_section, save_typed, taken_before

__all__ = [
    "Saved",
    "TooLate",
    "add_file",
    "anew",
    "answer_with",
    "ask",
    "close_call",
    "close_due",
    "date_files",
    "draft_objective_tree",
    "foresee",
    "give",
    "invite",
    "keep_unasked",
    "open_call",
    "remove_file",
    "restore",
    "save_section",
    "save_typed",
    "start",
    "submit",
    "take_off",
    "taken_before",
    "tell_absent",
    "tell_invited",
    "use_again",
    "withdraw",
]
