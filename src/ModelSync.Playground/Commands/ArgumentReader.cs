using System.Globalization;

namespace ModelSync.Playground.Commands;

/// <summary>Takes the options of one command from left to right, and keeps the first mistake in words.</summary>
internal sealed class ArgumentReader(string command, IReadOnlyList<string> arguments)
{
    private int _position;
    private string _option = "";
    private string? _joined;
    private bool _wantsHelp;
    private string? _error;

    /// <summary>The next option; false at the end, and after a mistake.</summary>
    public bool TryTake(out string option)
    {
        option = "";
        if (_error is null && _joined is not null)
        {
            _error = $"{_option} takes no value, but got '{_joined}'";
        }

        if (_error is not null || _wantsHelp || _position == arguments.Count)
        {
            return false;
        }

        var split = arguments[_position++].Split('=', 2);
        (option, _joined) = (split[0], split.Length == 2 && split[0].StartsWith('-') ? split[1] : null);
        if (_joined is null)
        {
            option = arguments[_position - 1];
        }

        _option = option;
        _wantsHelp = option is "-h" or "--help";
        return !_wantsHelp;
    }

    /// <summary>The value of the present option, as a whole number of a range.</summary>
    public int Number(int least, int most)
    {
        var text = Value();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _error ??= $"{_option} takes a number from {least} to {most}, but got '{text}'";
        return least;
    }

    /// <summary>The value of the present option; <paramref name="what"/> names it when it is missing.</summary>
    public string Text(string what)
    {
        var text = Value();
        if (text.Length == 0)
        {
            _error ??= $"{_option} takes {what}, but got nothing";
        }

        return text;
    }

    /// <summary>Everything that is left, as one text.</summary>
    public string Rest()
    {
        var rest = string.Join(' ', arguments.Skip(_position));
        _position = arguments.Count;
        return rest;
    }

    /// <summary>The present option is none of this command's.</summary>
    public T Unknown<T>(T unchanged)
    {
        _joined = null;
        _error ??= $"{command} takes no argument {_option}";
        return unchanged;
    }

    /// <summary>What was asked for, once everything is taken.</summary>
    public PlaygroundArguments Result(PlaygroundArguments asked) =>
        _wantsHelp ? new PlaygroundArguments.Help() : _error is null ? asked : new PlaygroundArguments.Invalid(_error);

    private string Value()
    {
        var value = _joined ?? (_position < arguments.Count && !arguments[_position].StartsWith("--", StringComparison.Ordinal) ? arguments[_position++] : "");
        _joined = null;
        return value;
    }
}
