using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelSync.Api.Validation;

/// <summary>Patterns as the API server reads them, compiled once; matching takes linear time, as RE2 does: what is matched comes from strangers.</summary>
internal static class PatternCache
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    public static Regex Of(string pattern) => Compiled.GetOrAdd(pattern, Compile);

    // Without backtracking there is no input that takes long, so no time-out is needed.
    private static Regex Compile(string pattern) => new(
        EndOfText(pattern),
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Regex.InfiniteMatchTimeout);

    // RE2's `$` is the end of the text; .NET's also fits before a last line break, and would let a name through that the server refuses.
    private static string EndOfText(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 1);
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '\\' && i + 1 < pattern.Length)
            {
                text.Append(character).Append(pattern[++i]);
                continue;
            }

            isInClass = character == '[' || (isInClass && character != ']');
            text.Append(character == '$' && !isInClass ? @"\z" : character.ToString());
        }

        return text.ToString();
    }
}
