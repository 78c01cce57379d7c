"""The sections of a report: what they hold, how they are typed."""

from app.reports.sections.kinds import CSO, OWN, Key, SectionKind, section, sections_of

__all__ = ["CSO", "OWN", "Key", "SectionKind", "section", "sections_of"]
