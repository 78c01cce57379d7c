"""The moves of a question, and how its states, topics and channels are called."""

from app.calls.questions.models import Channel, Topic
from app.calls.questions.models import QuestionState as S
from app.core.acts import name_acts, name_codes
from app.core.i18n import LazyText, lazy
from app.core.states import Face, Moves, move

QUESTION: Moves = {
    "answer": move(S.waiting, to=S.answered),
    "send_back": move(S.answered, to=S.waiting),
    "publish": move(S.answered, to=S.published),
    "merge": move(S.waiting, S.answered, to=S.merged),
    "set_aside": move(S.waiting, S.answered, to=S.set_aside),
    "take_up": move(S.set_aside, to=S.waiting),
}

FACES: dict[S, Face] = {
    S.waiting: Face(lazy("Waits for its answer"), lazy("Waits for its answer"), "amber"),
    S.answered: Face(lazy("Answered, to be published"), lazy("Waits for its answer"), "blue"),
    S.published: Face(lazy("Answer published"), lazy("Answer published"), "green"),
    S.merged: Face(lazy("Joined to another"), lazy("Joined to another"), "grey"),
    S.set_aside: Face(lazy("Set aside"), lazy("Set aside"), "grey"),
}

TOPICS: dict[Topic, LazyText] = {
    Topic.who: lazy("Who can take part"),
    Topic.money: lazy("Money and budget"),
    Topic.territory: lazy("Territory"),
    Topic.dates: lazy("Calendar and deadlines"),
    Topic.papers: lazy("Documents"),
    Topic.writing: lazy("Writing the proposal"),
    Topic.site: lazy("Using this site"),
    Topic.scoring: lazy("Review and scoring"),
    Topic.after: lazy("Agreement and reports"),
    Topic.other: lazy("Other matters"),
}

CHANNELS: dict[Channel, LazyText] = {
    Channel.page: lazy("On this site"),
    Channel.mail: lazy("Mail"),
    Channel.phone: lazy("Phone"),
    Channel.message: lazy("Message"),
    Channel.session: lazy("In a session"),
    Channel.visit: lazy("In person"),
}

name_acts(
    {
        "callquestion.asked": lazy("Question asked"),
        "callquestion.recorded": lazy("Question recorded by staff"),
        "callquestion.written": lazy("Question or answer edited"),
        "callquestion.answer": lazy("Answer sent to a second person"),
        "callquestion.send_back": lazy("Answer sent back"),
        "callquestion.publish": lazy("Answer published"),
        "callquestion.merge": lazy("Question joined to another"),
        "callquestion.set_aside": lazy("Question set aside"),
        "callquestion.take_up": lazy("Question taken up again"),
    }
)
name_codes("callquestion", FACES, CHANNELS)
