using System.Text;

namespace ModelSync.Kubernetes.Patching;

/// <summary>Follows a JSON reader and tells where it stands, in the words of a manifest: `spec.ports[0].port`.</summary>
internal sealed class JsonPathTracker
{
    /// <summary>Stands for every item of a list in the steps of <see cref="IsAt"/>.</summary>
    public const string AnyItem = "[]";

    private readonly List<Level> _levels = [];

    /// <summary>A member's name was read; its value follows.</summary>
    public void Property(string name) => _levels[^1] = _levels[^1] with { Name = name };

    /// <summary>A value begins: a scalar, or an object or list that <see cref="Enter"/> then opens.</summary>
    public void Value()
    {
        if (_levels.Count > 0 && _levels[^1].IsList)
        {
            _levels[^1] = _levels[^1] with { Index = _levels[^1].Index + 1 };
        }
    }

    /// <summary>The value that has begun is an object or a list, and is read from inside now.</summary>
    public void Enter(bool isList) => _levels.Add(new Level(isList, Name: null, Index: -1));

    /// <summary>The innermost object or list has ended.</summary>
    public void Leave() => _levels.RemoveAt(_levels.Count - 1);

    /// <summary>Whether the steps lead exactly to where the reader stands; compared step by step, because names may hold dots and brackets.</summary>
    public bool IsAt(params ReadOnlySpan<string> steps)
    {
        var depth = _levels.Count > 0 && !_levels[^1].HasBegun ? _levels.Count - 1 : _levels.Count;
        if (depth != steps.Length)
        {
            return false;
        }

        for (var i = 0; i < depth; i++)
        {
            var level = _levels[i];
            if (level.IsList != ReferenceEquals(steps[i], AnyItem) || (!level.IsList && !string.Equals(level.Name, steps[i], StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The path; names that are no plain words stand in brackets.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var level in _levels.Where(level => level.HasBegun))
        {
            if (level.IsList)
            {
                text.Append('[').Append(level.Index).Append(']');
            }
            else if (IsPlain(level.Name!))
            {
                text.Append(text.Length == 0 ? string.Empty : ".").Append(level.Name);
            }
            else
            {
                text.Append("[\"").Append(level.Name).Append("\"]");
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private readonly record struct Level(bool IsList, string? Name, int Index)
    {
        public bool HasBegun => IsList ? Index >= 0 : Name is not null;
    }
}
