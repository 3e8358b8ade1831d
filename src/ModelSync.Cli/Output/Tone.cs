namespace ModelSync.Cli.Output;

/// <summary>How a piece of text is shown on a terminal with colours.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Well.</summary>
    Good,

    /// <summary>To be watched.</summary>
    Warn,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>The new one.</summary>
    New,

    /// <summary>Of less interest.</summary>
    Dim,

    /// <summary>Of more interest.</summary>
    Strong,
}
