namespace ModelSync.Kubernetes.Config;

/// <summary>The names that a namespace can have; they become part of request paths.</summary>
internal static class NamespaceName
{
    public const string Rule = "a namespace has 1 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 63
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        && name[0] != '-'
        && name[^1] != '-';
}
