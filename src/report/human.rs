//! The report for people: source with underlines, the path as notes beside it, the remedies, a summary.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::Ansi;
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};

use super::short::problem_line;
use super::text::{count, escape, mask};
use super::{Diagnostic, Report};
use crate::base::{FileId, Source, Sources, Span};
use crate::diag::{Confidence, Coverage, Level};

/// The report for people; no escape codes where `colour` is off.
#[must_use]
pub fn human(report: &Report, sources: &Sources, colour: bool) -> String {
    let shown = MaskedFiles::new(report, sources);
    let mut out = String::new();
    for problem in &report.problems {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", problem_line(problem));
    }
    if !report.problems.is_empty() {
        out.push('\n');
    }
    for d in &report.findings {
        out.push_str(&finding(d, &shown, colour));
    }
    let _ = writeln!(out, "{}", summary_line(report));
    let _ = writeln!(out, "{}", coverage_line(&report.coverage));
    for (name, time) in report.stats.iter().flat_map(|s| &s.phases) {
        let _ = writeln!(out, "{name}: {:.1} ms", time.as_secs_f64() * 1000.0);
    }
    out
}

fn finding(d: &Diagnostic, files: &MaskedFiles<'_>, colour: bool) -> String {
    let severity = match d.level {
        Level::Deny => Severity::Error,
        Level::Warn => Severity::Warning,
        Level::Allow => Severity::Note,
    };
    let label = |at: &super::Place| (at.loc.file, range(at.head));
    let (file, span) = label(&d.at);
    let primary = Label::primary(file, span).with_message(escape(&d.label));
    let steps = d.steps.iter().enumerate().map(|(i, step)| {
        let (file, span) = label(&step.at);
        Label::secondary(file, span).with_message(format!("{}. {}", i + 1, escape(&step.text)))
    });
    let mut notes: Vec<_> = d.help.iter().map(|h| format!("help: {}", escape(h))).collect();
    if d.confidence < Confidence::High {
        notes.push(confidence_note(d));
    }
    let shown = Shown::new(severity)
        .with_code(&d.code)
        .with_message(escape(&d.message))
        .with_label(primary)
        .with_labels(steps.collect())
        .with_notes(notes);
    render(&shown, files, colour).unwrap_or_else(|_| {
        // The text is gone or was changed meanwhile: the finding still counts.
        format!("{}: {}[{}]\n\n", escape(&d.at.path), escape(&d.message), d.code)
    })
}

fn confidence_note(d: &Diagnostic) -> String {
    let level = match d.confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    };
    let why: Vec<_> = d.why.iter().map(|w| escape(w)).collect();
    if why.is_empty() { format!("confidence: {level}") } else { format!("confidence: {level} ({})", why.join("; ")) }
}

fn render(shown: &Shown<FileId>, files: &MaskedFiles<'_>, colour: bool) -> Result<String, Error> {
    let config = Config::default();
    if !colour {
        return codespan_reporting::term::emit_into_string(&config, files, shown);
    }
    let styles = Styles::default();
    let mut ansi = Ansi::new(Vec::new());
    let mut writer = StylesWriter::new(&mut ansi, &styles);
    emit_to_write_style(&mut writer, &config, files, shown)?;
    Ok(String::from_utf8_lossy(&ansi.into_inner()).into_owned())
}

fn summary_line(report: &Report) -> String {
    let summary = report.summary;
    let hidden = summary.hidden;
    let mut line = count(summary.denied + summary.warned, "finding");
    let _ = write!(line, ": {} denied, {} warned", summary.denied, summary.warned);
    let allowed = hidden.by_comment + hidden.by_level;
    let _ = write!(line, "; not shown: {allowed} allowed, {} below confidence", hidden.below_confidence);
    if hidden.not_selected > 0 {
        let _ = write!(line, ", {} of other rules", hidden.not_selected);
    }
    line
}

fn coverage_line(coverage: &Coverage) -> String {
    let mut line = format!(
        "coverage: {}, {}, {} of {} known",
        count(coverage.files_parsed, "file"),
        count(coverage.functions, "function"),
        coverage.calls_known,
        count(coverage.calls, "call"),
    );
    if coverage.files_unreached > 0 {
        let _ = write!(line, "; {} that no `mod` reaches", count(coverage.files_unreached, "file"));
    }
    let macros = Coverage::top(&coverage.opaque_macros, 3);
    if !macros.is_empty() {
        let named = macros.iter().map(|(name, n)| format!("{}! ({n})", escape(name)));
        let named: Vec<_> = named.collect();
        let _ = write!(line, "; macros not looked into: {}", named.join(", "));
    }
    let cut: usize = coverage.cut_short.values().sum();
    if cut > 0 {
        let _ = write!(line, "; cut short in {}", count(cut, "function"));
    }
    line
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// The sources with nothing in them that a terminal obeys.
struct MaskedFiles<'a> {
    sources: &'a Sources,
    texts: BTreeMap<FileId, String>,
}

impl<'a> MaskedFiles<'a> {
    fn new(report: &Report, sources: &'a Sources) -> Self {
        let mut texts = BTreeMap::new();
        for d in &report.findings {
            let places = [&d.at].into_iter().chain(d.steps.iter().map(|s| &s.at));
            for file in places.map(|p| p.loc.file) {
                if let Some(source) = sources.get(file) {
                    texts.entry(file).or_insert_with(|| mask(&source.text));
                }
            }
        }
        Self { sources, texts }
    }

    fn get(&self, id: FileId) -> Result<&'a Source, Error> {
        self.sources.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for MaskedFiles<'a> {
    type FileId = FileId;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<String, Error> {
        Ok(escape(&self.get(id)?.path))
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        let text = self.texts.get(&id).ok_or(Error::FileMissing)?;
        Ok(text.as_str())
    }

    fn line_index(&'a self, id: FileId, byte_index: usize) -> Result<usize, Error> {
        let offset = u32::try_from(byte_index).unwrap_or(u32::MAX);
        Ok(self.get(id)?.line_col(offset).line as usize - 1)
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        let source = self.get(id)?;
        let start = source.line_start(line).ok_or(Error::FileMissing)?;
        let end = source.line_start(line + 1);
        Ok(start as usize..end.map_or(source.text.len(), |e| e as usize))
    }
}
