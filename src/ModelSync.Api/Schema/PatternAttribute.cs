namespace ModelSync.Api.Schema;

/// <summary>What a string must look like; on a list or a map: each of its values.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute(string regex, string inWords) : Attribute
{
    /// <summary>The regular expression, in what RE2 and .NET have in common.</summary>
    public string Regex => regex;

    /// <summary>The same in words, with an example: what a refusal says.</summary>
    public string InWords => inWords;
}
