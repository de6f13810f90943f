"""Addresses of this room."""

from django.urls import path

from workflow.views import (
    books,
    disposisi,
    figures,
    inbox,
    monitor,
    run,
    schedule,
    takeover,
    task,
    timeliness,
    wording,
)

app_name = "workflow"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("pemberitahuan/dibaca/", inbox.notice_read, name="notice-read"),
    path("tugas/", task.task_list, name="task-list"),
    path("tugas/<int:pk>/", task.task_detail, name="task-detail"),
    path("tugas/<int:pk>/simpan/", figures.task_save, name="task-save"),
    path("tugas/<int:pk>/tugaskan/", task.task_assign, name="task-assign"),
    path("tugas/<int:pk>/pembagian/", task.task_share, name="task-share"),
    path("tugas/<int:pk>/serahkan/", task.task_hand_over, name="task-hand-over"),
    path("tugas/<int:pk>/terima/", task.task_receive, name="task-receive"),
    path(
        "tugas/<int:pk>/terima/<int:submission>/", task.task_receive_lane, name="task-receive-lane"
    ),
    path("tugas/<int:pk>/setujui/", task.task_approve, name="task-approve"),
    path("tugas/<int:pk>/dokumentasikan/", task.task_document, name="task-document"),
    path("tugas/<int:pk>/kembalikan/", task.task_return, name="task-return"),
    path("tugas/<int:pk>/redaksi/<int:figure>/", wording.wording_edit, name="wording-edit"),
    path("tugas/<int:pk>/isian.xlsx", figures.task_workbook, name="task-workbook"),
    path("tugas/<int:pk>/unggah/", figures.task_upload, name="task-upload"),
    path("tugas/<int:pk>/simpan-sebaris/", figures.task_autosave, name="task-autosave"),
    path("tugas/<int:pk>/terapkan/", figures.task_apply, name="task-apply"),
    path("pelaksanaan/<int:pk>/", run.run_detail, name="run-detail"),
    path("pelaksanaan/<int:pk>/semua-jalur.xlsx", run.run_workbook, name="run-workbook"),
    path("pelaksanaan/<int:pk>/buka-kembali/", run.run_reopen, name="run-reopen"),
    path("disposisi/", books.disposisi_list, name="disposisi-list"),
    path("disposisi/<int:pk>/", disposisi.disposisi_detail, name="disposisi-detail"),
    path("disposisi/ekspedisi/", books.ekspedisi_list, name="ekspedisi-list"),
    path("disposisi/<int:pk>/agenda/", books.agenda_edit, name="agenda-edit"),
    path("disposisi/<int:pk>/pindaian/", books.scan_add, name="scan-add"),
    path("disposisi/pindaian/<int:pk>/", books.scan_download, name="scan-download"),
    path("disposisi/<int:pk>/arahan/", disposisi.disposisi_direct, name="disposisi-direct"),
    path("disposisi/langkah/<int:pk>/dibaca/", disposisi.hop_read, name="hop-read"),
    path("disposisi/langkah/<int:pk>/teruskan/", disposisi.hop_forward, name="hop-forward"),
    path("disposisi/langkah/<int:pk>/tarik/", disposisi.hop_recall, name="hop-recall"),
    path("serah-terima/", takeover.takeover_list, name="takeover-list"),
    path("serah-terima/<int:pk>/", takeover.takeover_detail, name="takeover-detail"),
    path("pantau/", monitor.monitor, name="monitor"),
    path("pantau/ketepatan/", timeliness.timeliness_list, name="timeliness-list"),
    path("pantau/ketepatan/<int:pk>/", timeliness.timeliness_run, name="timeliness-run"),
    path("pantau/jadwal/", schedule.schedule, name="schedule"),
    path("pantau/jadwal/indikator/<int:pk>/", schedule.indicator_assign, name="indicator-assign"),
]
