"""What the worker does for this floor: ids in, one service."""

from celery import shared_task

from organization import clock
from workflow import services


@shared_task(name="workflow.sweep")
def sweep() -> None:
    services.sweep(now=clock.now())


@shared_task(name="workflow.follow_calendars")
def follow_calendars() -> None:
    services.follow_calendars(now=clock.now())


@shared_task(name="workflow.send_message")
def send_message(message_id: int) -> None:
    services.send_message(message_id=message_id, now=clock.now())
