using System.Collections.Immutable;

namespace ModelSync.Sbom.Restored;

/// <summary>A package of which something is in the published program.</summary>
internal sealed record RestoredPackage
{
    /// <summary>Its id, as its author writes it.</summary>
    public required string Id { get; init; }

    /// <summary>The version that was restored.</summary>
    public required string Version { get; init; }

    /// <summary>The SPDX expression of its licence; null when it names none in this form.</summary>
    public string? Licence { get; init; }

    /// <summary>Whose it is; null when it does not say.</summary>
    public string? Copyright { get; init; }

    /// <summary>The files in it that hold its licence.</summary>
    public required ImmutableArray<string> LicenceFiles { get; init; }

    /// <summary>The files in it that hold what others want to be passed on.</summary>
    public required ImmutableArray<string> NoticeFiles { get; init; }

    /// <summary>The SHA-512 of the package file, in hexadecimal.</summary>
    public required string Sha512 { get; init; }

    /// <summary>The ids of packages that it needs.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];
}
