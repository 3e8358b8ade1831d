namespace ModelSync.Cli.Arguments;

/// <summary>Guesses which word was meant.</summary>
internal static class Guess
{
    /// <summary>A remark such as <c>; did you mean "status"?</c>, empty where nothing is near.</summary>
    public static string Of(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(other => (Word: other, Distance: Distance(word, other))).OrderBy(pair => pair.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, nearest.Word.Length / 3) ? $"; did you mean \"{nearest.Word}\"?" : "";
    }

    // How many letters must be put in, taken out, changed, or swapped with their neighbour.
    private static int Distance(string a, string b)
    {
        var (before, row, next) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                next[j] = Math.Min(change, Math.Min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, row, next) = (row, next, before);
        }

        return row[b.Length];
    }
}
