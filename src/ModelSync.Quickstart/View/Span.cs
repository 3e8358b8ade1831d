namespace ModelSync.Quickstart.View;

/// <summary>A part of a line.</summary>
internal readonly record struct Span(string Text, Tone Tone = Tone.Plain);
