"""The workflows have the form their hosts ask for, and their own lines build the folder that they publish."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from scripts.building.steps import CACHE, ROOT
from tests.robustness.projects import small_project

GITHUB, GITLAB = ROOT / ".github/workflows/pages.yml", ROOT / ".gitlab-ci.yml"
CHANGES = ROOT / ".github/workflows/changes.yml"
ADDRESS = "https://plans.example.org/five-years"
FORMS = {
    "GitHub": ["--builtin-schema", "vendor.github-workflows"],
    "GitLab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
EXAMPLE = re.compile(r"```yaml\n(# \.github/workflows/.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Workflow:
    """What a workflow runs, with which settings, and the folder that it publishes."""

    lines: list[str]
    settings: dict[str, str]
    published: str


def github() -> Workflow:
    """Read the workflow for GitHub."""
    steps = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    settings = {name: value for step in steps for name, value in step.get("env", {}).items()}
    settings = {name: value.replace("${{ steps.pages.outputs.base_url }}", ADDRESS) for name, value in settings.items()}
    (published,) = (step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    return Workflow([step["run"] for step in steps if "run" in step], settings, published)


def gitlab() -> Workflow:
    """Read the workflow for GitLab, which sends what lies compressed beside a file."""
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["pages"]
    settings = {name: value.replace("$CI_PAGES_URL", ADDRESS) for name, value in job["variables"].items()}
    (published,) = job["artifacts"]["paths"]
    return Workflow(job["script"], settings, published)


def faults(path: Path, host: str) -> str:
    """Return what a host's form of workflow files finds wrong with a file."""
    command = [sys.executable, "-m", "check_jsonschema", *FORMS[host], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize(
    ("path", "host"),
    [(GITHUB, "GitHub"), (CHANGES, "GitHub"), (GITLAB, "GitLab")],
    ids=["GitHub", "GitHub changes", "GitLab"],
)
def test_the_workflows_have_the_form_that_their_hosts_ask_for(path: Path, host: str) -> None:
    assert faults(path, host) == ""


def test_a_change_is_checked_as_ci_checks_it_and_leaves_a_site_to_look_at() -> None:
    jobs = yaml.safe_load(CHANGES.read_text(encoding="utf-8"))["jobs"]
    assert jobs["test"]["steps"][-1]["run"].endswith("bash .ci/run")
    (ran,) = (step["run"] for step in jobs["preview"]["steps"] if "run" in step)
    target = re.search(r"^bundle:.*$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert ran == "make bundle"
    assert target


def test_nothing_is_published_before_the_checks_have_passed() -> None:
    jobs = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))["jobs"]
    assert jobs["checks"]["steps"][-1]["run"].endswith("bash .ci/run")
    assert "checks" in jobs["deploy"]["needs"]


@pytest.mark.parametrize("form", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")), ids=lambda path: path.stem)
def test_a_form_for_reports_has_a_name_and_asks_for_the_address(form: Path) -> None:
    report = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert report["name"]
    assert report["description"]
    required = {entry["id"] for entry in report["body"] if entry.get("validations", {}).get("required")}
    assert "address" in required


def test_the_documented_workflow_for_many_plans_has_that_form_too(tmp_path: Path) -> None:
    (example,) = EXAMPLE.findall((ROOT / "docs/developer/growth.md").read_text(encoding="utf-8"))
    (tmp_path / "library.yml").write_text(example, encoding="utf-8")
    assert faults(tmp_path / "library.yml", "GitHub") == ""


@pytest.fixture(scope="module")
def project(web: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project as a host's machine has it once the packages are installed; what `web` compressed is known."""
    folder = small_project(tmp_path_factory.mktemp("workflow") / "project")
    shutil.copy2(ROOT / "Makefile", folder)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / ".cache/compressed").symlink_to(CACHE / "compressed")
    for environment in ("site", "runtime"):
        (folder / ".cache/environments").mkdir(exist_ok=True)
        (folder / ".cache/environments" / environment).touch()
    return folder


@pytest.mark.parametrize("workflow", [github(), gitlab()], ids=FORMS)
def test_the_workflows_own_lines_build_what_they_publish(project: Path, workflow: Workflow) -> None:
    environment = {**os.environ, **workflow.settings}
    for line in workflow.lines:
        shell = ["bash", "-e", "-c", line]
        done = subprocess.run(shell, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    published = project / workflow.published
    page = (published / "zj/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/zj/index.html">' in page
    assert (published / "assets/runtime/manifest.json").is_file()
    assert (published / "zj/index.html.br").is_file()
    assert ' integrity="sha384-' in page
