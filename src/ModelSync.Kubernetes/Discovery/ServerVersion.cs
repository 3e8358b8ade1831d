using System.Globalization;

namespace ModelSync.Kubernetes.Discovery;

/// <summary>What a server says of its version.</summary>
public sealed record ServerVersion
{
    /// <summary>The major number, as text; vendors add to it.</summary>
    public string? Major { get; init; }

    /// <summary>The minor number, as text such as `28` or `28+`.</summary>
    public string? Minor { get; init; }

    /// <summary>The whole version, such as `v1.28.3-gke.100`.</summary>
    public string? GitVersion { get; init; }

    /// <summary>True where `fieldValidation=Strict` is acted on; older servers accept the parameter and drop unknown fields all the same.</summary>
    public bool HasFieldValidation => IsAtLeast(1, 25);

    /// <summary>True where CEL rules in CRDs are kept and enforced; older servers drop them.</summary>
    public bool HasValidationRules => IsAtLeast(1, 25);

    /// <summary>True for this version and later ones; false where the server's numbers cannot be read.</summary>
    public bool IsAtLeast(int major, int minor) =>
        Leading(Major) is { } actualMajor && Leading(Minor) is { } actualMinor
        && (actualMajor > major || (actualMajor == major && actualMinor >= minor));

    /// <inheritdoc />
    public override string ToString() => GitVersion ?? $"{Major}.{Minor}";

    private static int? Leading(string? text)
    {
        var digits = text.AsSpan();
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
