using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ModelSync.Api.Validation;

/// <summary>Compiles the patterns of schemas, which are few and our own, so that each match takes linear time.</summary>
internal static class PatternCache
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    public static Regex Of(string pattern) => Compiled.GetOrAdd(pattern, Compile);

    // Go's `$` is the end of the text; .NET's also stands before a last line feed.
    private static Regex Compile(string pattern) => new(
        pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? $"{pattern.AsSpan(0, pattern.Length - 1)}\\z" : pattern,
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));
}
