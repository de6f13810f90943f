"""The product's own source files, as git knows them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("kinerja", "organization", "sop", "indicators", "workflow", "reports")


def tracked(*patterns: str) -> list[Path]:
    """Files git tracks or would add, by pattern."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def product_files() -> list[Path]:
    """Python files of the apps, without migrations."""
    return [
        path for path in tracked(*(f"{app}/*.py" for app in APPS)) if "migrations" not in path.parts
    ]
