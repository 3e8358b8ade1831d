using System.Text;

namespace ModelSync.Kubernetes.Patching;

/// <summary>Follows a JSON reader and tells where it stands, in the words of a manifest: `spec.ports[0].port`.</summary>
internal sealed class JsonPathTracker
{
    private readonly List<Level> _levels = [];

    /// <summary>How many objects and lists are open.</summary>
    public int Depth => _levels.Count;

    public void Property(string name) => _levels[^1] = _levels[^1] with { Name = name };

    public void Enter(bool isList)
    {
        Value();
        _levels.Add(new Level(isList, Name: null, Index: -1));
    }

    public void Leave() => _levels.RemoveAt(_levels.Count - 1);

    public void Value()
    {
        if (_levels.Count > 0 && _levels[^1].IsList)
        {
            _levels[^1] = _levels[^1] with { Index = _levels[^1].Index + 1 };
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var level in _levels)
        {
            if (level.IsList && level.Index >= 0)
            {
                text.Append('[').Append(level.Index).Append(']');
            }
            else if (level.Name is not null)
            {
                text.Append(text.Length == 0 ? string.Empty : ".").Append(level.Name);
            }
        }

        return text.ToString();
    }

    private readonly record struct Level(bool IsList, string? Name, int Index);
}
