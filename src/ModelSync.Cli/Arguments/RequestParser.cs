namespace ModelSync.Cli.Arguments;

/// <summary>Reads the words of a command line: options may stand anywhere, before the command only those that every command takes.</summary>
internal sealed class RequestParser
{
    private readonly IReadOnlyList<CommandSpec> _commands;
    private readonly IReadOnlyList<OptionSpec> _common;
    private readonly IReadOnlyList<string> _words;
    private readonly List<string> _operands = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);
    private CommandSpec? _command;
    private int _position;
    private bool _wantsHelp;

    private RequestParser(IReadOnlyList<CommandSpec> commands, IReadOnlyList<OptionSpec> common, IReadOnlyList<string> words) =>
        (_commands, _common, _words) = (commands, common, words);

    /// <summary>Reads the words.</summary>
    public static Request Parse(IReadOnlyList<CommandSpec> commands, IReadOnlyList<OptionSpec> common, IReadOnlyList<string> words)
    {
        var parser = new RequestParser(commands, common, words);
        try
        {
            return parser.Read();
        }
        catch (UsageException e)
        {
            return new Request.Invalid(e.Message, parser._command);
        }
    }

    private Request Read()
    {
        var onlyOperands = false;
        while (_position < _words.Count)
        {
            var word = _words[_position++];
            if (onlyOperands || word is "-" || !word.StartsWith('-'))
            {
                Take(word);
                onlyOperands |= _command is { TakesAnything: true };
            }
            else if (word is "--")
            {
                onlyOperands = true;
            }
            else
            {
                ReadOption(word);
            }
        }

        return _wantsHelp || _words.Count == 0 ? new Request.Help(_command)
            : _command is null ? throw new UsageException("no command given")
            : new Request.Run(_command, new CommandLine(Checked(_command), _values));
    }

    private void Take(string word)
    {
        if (_command is not null)
        {
            _operands.Add(word);
        }
        else if (word is "help")
        {
            _wantsHelp = true;
        }
        else
        {
            _command = _commands.FirstOrDefault(command => string.Equals(command.Name, word, StringComparison.Ordinal))
                ?? throw new UsageException($"there is no command \"{word}\"{Guess.Of(word, _commands.Where(command => !command.IsHidden).Select(command => command.Name))}");
        }
    }

    private void ReadOption(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (name, joined) = equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
        if (name is "-h" or "--help")
        {
            _wantsHelp = true;
            return;
        }

        var option = Find(name);
        if (option is null && name.Length > 2 && name[1] != '-' && Find(name[..2]) is { Value: not null } glued)
        {
            // -nshop, as kubectl takes it.
            (option, joined) = (glued, word[2..]);
        }

        if (option is null)
        {
            throw Unknown(name);
        }

        Add(option, option.Value is null ? Flag(option, joined) : ValueOf(option, joined));
    }

    private OptionSpec? Find(string name) => _common.Concat(_command?.Options ?? [])
        .FirstOrDefault(option => string.Equals(name, $"--{option.Name}", StringComparison.Ordinal) || (option.Letter is { } letter && name is ['-', var only] && only == letter));

    private UsageException Unknown(string name)
    {
        if (_command is null && _commands.Any(command => command.Options.Any(option => string.Equals(name, $"--{option.Name}", StringComparison.Ordinal) || (name.Length == 2 && option.Letter == name[1]))))
        {
            return new UsageException($"{name} stands before the command: write the command first");
        }

        var known = _common.Concat(_command?.Options ?? []).Select(option => $"--{option.Name}");
        return new UsageException($"{(_command is null ? "" : $"{_command.Name}: ")}there is no option {name}{Guess.Of(name, known)}");
    }

    private static string Flag(OptionSpec option, string? joined) => joined switch
    {
        null or "true" => "true",
        "false" => "false",
        _ => throw new UsageException($"{option} takes no value, but got \"{joined}\""),
    };

    private string ValueOf(OptionSpec option, string? joined)
    {
        var value = joined ?? (_position < _words.Count ? _words[_position++] : "");
        if (value.Length == 0 || (joined is null && value.StartsWith("--", StringComparison.Ordinal)))
        {
            throw new UsageException($"{option} takes {option.Value}, but got nothing");
        }

        return option.Choices.Count == 0 || option.Choices.Contains(value, StringComparer.Ordinal)
            ? value
            : throw new UsageException($"{option} takes {string.Join(", ", option.Choices)}, but got \"{value}\"");
    }

    private void Add(OptionSpec option, string value)
    {
        if (option.Value is null && value is "false")
        {
            _values.Remove(option.Name);
            return;
        }

        var before = _values.GetValueOrDefault(option.Name) ?? [];
        if (before.Count > 0 && option is { IsRepeated: false, Value: not null })
        {
            throw new UsageException($"{option} stands twice; keep one of them");
        }

        _values[option.Name] = [.. before, value];
    }

    private List<string> Checked(CommandSpec command)
    {
        if (_operands.Count < command.Least)
        {
            throw new UsageException($"{command.Name} needs {command.Operands}");
        }

        return _operands.Count <= command.Most
            ? _operands
            : throw new UsageException(command.Most == 0
                ? $"{command.Name} takes no operand, but got \"{_operands[0]}\""
                : $"{command.Name} takes {command.Operands}, but got \"{_operands[command.Most]}\" besides");
    }
}
