namespace ModelSync.Cli.Output;

/// <summary>Text in one tone.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tone">Its tone.</param>
internal readonly record struct Piece(string Text, Tone Tone);
