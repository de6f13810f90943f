"""The Celery application: queues by workload, and what beat asks for.

Tasks may be lost or run twice; the sweeps re-derive from the database what is due.
"""

import os

from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")

app = Celery("kinerja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_queues=(Queue("default"), Queue("notify"), Queue("pdf")),
    task_default_queue="default",
    task_routes={
        "reports.render": {"queue": "pdf"},
        "reports.pack": {"queue": "pdf"},
        "workflow.send_message": {"queue": "notify"},
    },
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_time_limit=600,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=50,
    broker_connection_retry_on_startup=True,
    # a page must not wait for a broker that is away: the sweep sends again what was not sent
    broker_transport_options={
        "visibility_timeout": 1800,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
    },
    timezone="Asia/Makassar",
    enable_utc=True,
)
app.autodiscover_tasks()
