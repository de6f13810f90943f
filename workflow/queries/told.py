"""What a person was told, and the channels that he turned off."""

from django.db.models import Prefetch, QuerySet

from organization.models import User
from workflow.models import Message, MutedChannel, Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """Everything that a person was told, newest first, with the messages that carried it."""
    carried = Message.objects.order_by("channel", "pk")
    return (
        Notice.objects.filter(user=user)
        .select_related("task__step", "task__lane", "task__run__agency", "task__run__document")
        .select_related("run__agency", "run__document")
        .prefetch_related(Prefetch("messages", carried))
        .order_by("-created_at", "-pk")
    )


def muted_channels(user: User) -> set[str]:
    """The channels that a person has turned off."""
    return set(MutedChannel.objects.filter(user=user).values_list("channel", flat=True))
