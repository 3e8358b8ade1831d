namespace ModelSync.Api.Generator;

/// <summary>Joins sentences.</summary>
internal static class Prose
{
    /// <summary>The sentence as it reads after a colon: in lower case unless it begins with a name.</summary>
    public static string Continue(string sentence)
    {
        var words = sentence.Split(' ', 3);
        var isPlain = words[0].Skip(1).All(character => !char.IsUpper(character)) && (words[0].Length > 1 || words[0] is "A");
        var isName = words.Length > 1 && words[0] is not ("A" or "An" or "The" or "In") && char.IsUpper(words[1][0]);
        return isPlain && !isName ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;
    }
}
