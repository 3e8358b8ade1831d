namespace ModelSync.Quickstart.View;

/// <summary>How a text is meant.</summary>
internal enum Tone
{
    Plain,
    Dim,
    Strong,
    Good,
    Bad,
}
