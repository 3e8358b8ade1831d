namespace ModelSync.Quickstart.View;

/// <summary>Where the story is told: lines one after the other, and below them, where that can be, a panel that is painted again and again.</summary>
internal interface IScreen
{
    /// <summary>Whether there is a panel.</summary>
    bool HasPanel { get; }

    /// <summary>How many characters fit in a line of the panel.</summary>
    int Width { get; }

    /// <summary>Adds a line.</summary>
    void Line(string line);

    /// <summary>A person has typed a line: the terminal has shown it, and everything stands one line higher.</summary>
    void Scrolled();

    /// <summary>Paints the panel; without lines it goes.</summary>
    void Paint(IReadOnlyList<string> panel);
}
