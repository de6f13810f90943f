"""What people write on the way: disposisi, returns, notes, shares, workbooks."""

from workflow.forms.answers import read_answers
from workflow.forms.assigning import AssignForm
from workflow.forms.books import AgendaForm, ScanForm
from workflow.forms.disposisi import DisposisiForm, ForwardForm, RecallForm
from workflow.forms.messages import ChannelForm, LetterForm
from workflow.forms.notes import NoteForm, SignForm, WorkbookForm
from workflow.forms.returning import ReturnForm, leaf_choices
from workflow.forms.sharing import ShareForm
from workflow.forms.timing import ExtensionForm, FollowUpForm, SnoozeForm
from workflow.forms.wording import WordingForm

__all__ = [
    "AgendaForm",
    "AssignForm",
    "ChannelForm",
    "DisposisiForm",
    "ExtensionForm",
    "FollowUpForm",
    "ForwardForm",
    "LetterForm",
    "NoteForm",
    "RecallForm",
    "ReturnForm",
    "ScanForm",
    "ShareForm",
    "SignForm",
    "SnoozeForm",
    "WordingForm",
    "WorkbookForm",
    "leaf_choices",
    "read_answers",
]
