using System.Buffers;
using System.Collections.Immutable;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>
/// Parses the grammar of apimachinery's <c>labels.Parse</c>:
/// <c>[!] KEY [ (=|==|!=|&gt;|&lt;) VALUE | (in|notin) "(" VALUES ")" ] { "," … }</c>. <c>in</c> and <c>notin</c> are
/// operators only behind a key, else keys and values as any other.
/// </summary>
internal ref struct LabelQueryParser(ReadOnlySpan<char> text)
{
    private const string End = "";
    private const string Operators = "=, ==, !=, in, notin, >, <";

    private static readonly SearchValues<char> EndsOfWords = SearchValues.Create("=!(),>< \t\r\n");

    private ReadOnlySpan<char> _rest = text;
    private string? _peeked;
    private string? _error;

    public ImmutableArray<LabelRequirement>? Parse(out string? error)
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        if (Peek() is not End)
        {
            do
            {
                if (ParseRequirement() is { } requirement)
                {
                    requirements.Add(requirement);
                }
            }
            while (_error is null && TryTake(","));

            if (_error is null && Peek() is not End)
            {
                Fail("',' or the end");
            }
        }

        error = _error;
        return error is null ? requirements.ToImmutable() : null;
    }

    private LabelRequirement? ParseRequirement()
    {
        var absent = TryTake("!");
        var key = Peek();
        if (!IsWord(key))
        {
            return Fail(absent ? "a key" : "'!' or a key");
        }

        Take();
        var @operator = absent ? LabelOperator.DoesNotExist : ParseOperator();
        if (@operator is null)
        {
            return Fail($"',', the end, or one of {Operators}");
        }

        IEnumerable<string>? values = @operator switch
        {
            LabelOperator.Exists or LabelOperator.DoesNotExist => [],
            LabelOperator.In or LabelOperator.NotIn => ParseSet(),
            _ => ParseValue(),
        };
        return values is null ? null : LabelRequirement.TryCreate(key, @operator.Value, values, out _error);
    }

    private LabelOperator? ParseOperator()
    {
        var token = Peek();
        LabelOperator? @operator = token switch
        {
            End or "," => LabelOperator.Exists,
            "=" or "==" => LabelOperator.Equal,
            "!=" => LabelOperator.NotEqual,
            "in" => LabelOperator.In,
            "notin" => LabelOperator.NotIn,
            ">" => LabelOperator.GreaterThan,
            "<" => LabelOperator.LessThan,
            _ => null,
        };
        if (@operator is not (null or LabelOperator.Exists))
        {
            Take();
        }

        return @operator;
    }

    // "x=" and "x=,y" ask for the empty value.
    private string[]? ParseValue()
    {
        var token = Peek();
        if (token is End or ",")
        {
            return [string.Empty];
        }

        if (!IsWord(token))
        {
            Fail("a value");
            return null;
        }

        return [Take()];
    }

    // Between two commas, or a comma and a parenthesis, stands the empty value.
    private List<string>? ParseSet()
    {
        if (!TryTake("("))
        {
            Fail("'('");
            return null;
        }

        var values = new List<string>();
        do
        {
            values.Add(IsWord(Peek()) ? Take() : string.Empty);
        }
        while (TryTake(","));

        if (!TryTake(")"))
        {
            Fail("',' or ')'");
            return null;
        }

        return values;
    }

    private LabelRequirement? Fail(string expected)
    {
        var found = Peek();
        _error ??= $"found {(found is End ? "the end" : $"'{found}'")}, expected {expected}";
        return null;
    }

    private bool TryTake(string token)
    {
        if (!string.Equals(Peek(), token, StringComparison.Ordinal))
        {
            return false;
        }

        Take();
        return true;
    }

    private string Take()
    {
        var token = Peek();
        _peeked = null;
        return token;
    }

    private string Peek() => _peeked ??= Scan();

    private string Scan()
    {
        _rest = _rest.TrimStart(" \t\r\n");
        if (_rest.IsEmpty)
        {
            return End;
        }

        var length = _rest[0] switch
        {
            '=' or '!' when _rest.Length > 1 && _rest[1] == '=' => 2,
            char first when IsSymbol(first) => 1,
            _ => LengthOfWord(),
        };
        var token = _rest[..length].ToString();
        _rest = _rest[length..];
        return token;
    }

    private readonly int LengthOfWord()
    {
        var length = _rest.IndexOfAny(EndsOfWords);
        return length < 0 ? _rest.Length : length;
    }

    private static bool IsWord(string token) => token.Length > 0 && !IsSymbol(token[0]);

    private static bool IsSymbol(char value) => value is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
