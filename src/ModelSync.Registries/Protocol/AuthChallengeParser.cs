using System.Text;

namespace ModelSync.Registries.Protocol;

/// <summary>Reads WWW-Authenticate (RFC 9110, 11.6.1): several challenges may share one header, and commas separate both them and their parameters.</summary>
internal static class AuthChallengeParser
{
    private const int MaxLength = 8 * 1024;
    private const int MaxParameters = 32;

    /// <summary>The challenges that can be read; what comes behind a mistake is left out.</summary>
    public static IReadOnlyList<AuthChallenge> Parse(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var challenges = new List<AuthChallenge>();
        if (header.Length > MaxLength)
        {
            return challenges;
        }

        var position = 0;
        while (TryReadToken(header, ref position, out var word))
        {
            if (challenges.Count > 0 && TryReadValue(header, ref position, out var value))
            {
                Add(challenges[^1], word, value);
            }
            else if (position < header.Length && header[position] is '=')
            {
                break;
            }
            else
            {
                challenges.Add(new AuthChallenge(word.ToLowerInvariant(), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)));
            }
        }

        return challenges;
    }

    private static void Add(AuthChallenge challenge, string name, string value)
    {
        var parameters = (Dictionary<string, string>)challenge.Parameters;
        if (parameters.Count < MaxParameters)
        {
            parameters.TryAdd(name, value);
        }
    }

    private static bool TryReadToken(string text, ref int position, out string token)
    {
        while (position < text.Length && text[position] is ' ' or '\t' or ',')
        {
            position++;
        }

        var start = position;
        while (position < text.Length && IsTokenCharacter(text[position]))
        {
            position++;
        }

        token = text[start..position];
        return token.Length > 0;
    }

    private static bool TryReadValue(string text, ref int position, out string value)
    {
        value = string.Empty;
        var at = SkipSpace(text, position);
        if (at >= text.Length || text[at] is not '=')
        {
            return false;
        }

        at = SkipSpace(text, at + 1);
        if (at < text.Length && text[at] is '"')
        {
            return TryReadQuoted(text, at + 1, ref position, out value);
        }

        var start = at;
        while (at < text.Length && IsTokenCharacter(text[at]))
        {
            at++;
        }

        (value, position) = (text[start..at], at);
        return at > start;
    }

    private static bool TryReadQuoted(string text, int at, ref int position, out string value)
    {
        var result = new StringBuilder();
        for (; at < text.Length && text[at] is not '"'; at++)
        {
            if (text[at] is '\\' && at + 1 < text.Length)
            {
                at++;
            }

            result.Append(text[at]);
        }

        value = result.ToString();
        position = Math.Min(at + 1, text.Length);
        return at < text.Length;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
