"""Opens finished files as a stranger would and holds every number, name and quotation in them against the article."""

from __future__ import annotations

from reportgen.verify.check import Checker, bound_resources, check_files, check_outputs, ground_of, read_file
from reportgen.verify.report import Finding, Remark, Report
from reportgen.verify.seals import check_folder
from reportgen.verify.surfaces import Unreadable

__all__ = [
    "Checker",
    "Finding",
    "Remark",
    "Report",
    "Unreadable",
    "bound_resources",
    "check_files",
    "check_folder",
    "check_outputs",
    "ground_of",
    "read_file",
]
