using ModelSync.Quickstart.View;

namespace ModelSync.Quickstart.Story;

/// <summary>A sentence of the story, and how it is meant.</summary>
internal sealed record StoryLine(string Text, Tone Tone)
{
    public static StoryLine Plain(string text) => new(text, Tone.Plain);

    public static StoryLine Strong(string text) => new(text, Tone.Strong);

    public static StoryLine Good(string text) => new(text, Tone.Good);

    public static StoryLine Bad(string text) => new(text, Tone.Bad);
}
