"""String foreign keys escape the import linter, so models are asked themselves."""

from django.apps import apps

FLOORS = {
    "organization": 0,
    "sop": 1,
    "indicators": 1,
    "workflow": 2,
    "reports": 3,
}


def test_no_relation_points_to_a_floor_above_or_beside():
    wrong = []
    for model in apps.get_models():
        own = FLOORS.get(model._meta.app_label)
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if own is None or other is None or not getattr(field, "concrete", False):
                continue
            target = other._meta.app_label
            if target in FLOORS and target != model._meta.app_label and FLOORS[target] >= own:
                wrong.append(f"{model.__name__}.{field.name} → {target}")
    assert wrong == []


def test_no_figure_is_a_float():
    floats = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.__class__.__name__ == "FloatField"
    ]
    assert floats == []
