using System.Globalization;
using System.Text;
using ModelSync.Api.Conditions;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>What pods need to know of a version's package: its pinned parts, its parameters and its runtime.</summary>
internal sealed record PackageView
{
    /// <summary>The parts with their pinned addresses, in the order of the spec.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    public required StringMap Parameters { get; init; }

    public required RuntimeProfile Profile { get; init; }

    /// <summary>The pinned serving image; null when the template's own image serves.</summary>
    public Part? Image => Parts.FirstOrDefault(static part => part.Role is ComponentRole.Image);

    public static Rendered<PackageView> Of(VersionObservation version)
    {
        var parts = new List<Part>();
        foreach (var component in version.Spec?.Components ?? [])
        {
            var pinned = version.Components.FirstOrDefault(one => string.Equals(one.Name, component.Name, StringComparison.Ordinal));
            if (pinned?.Uri is null || component.Name is null)
            {
                return new Impediment(
                    ObstacleReasons.NotResolved,
                    $"Component {component.Name} of version {version.Version} has no pinned address: wait until the ModelVersion is Ready.");
            }

            parts.Add(new Part(component.Name, component.Role ?? ComponentRole.Config, pinned.Uri, pinned.Digest ?? component.Digest));
        }

        return new PackageView
        {
            Parts = parts,
            Parameters = version.Spec?.Parameters ?? StringMap.Empty,
            Profile = version.Spec?.RuntimeProfile ?? RuntimeProfile.HTTP,
        };
    }

    /// <summary>A name as environment variables have it: capital letters, digits and _.</summary>
    public static string Variable(string prefix, string name)
    {
        var result = new StringBuilder(prefix, prefix.Length + name.Length);
        foreach (var letter in name)
        {
            result.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToUpper(letter, CultureInfo.InvariantCulture) : '_');
        }

        return result.ToString();
    }

    /// <summary>One part of the package.</summary>
    internal sealed record Part(string Name, ComponentRole Role, string Uri, string? Digest)
    {
        /// <summary>The address as a container image by digest, such as registry.example/fraud@sha256:…; null when it is none.</summary>
        public string? ImageReference
        {
            get
            {
                var scheme = Uri.IndexOf("://", StringComparison.Ordinal);
                if (scheme >= 0 && !Uri.StartsWith("oci://", StringComparison.Ordinal) && !Uri.StartsWith("docker://", StringComparison.Ordinal))
                {
                    return null;
                }

                var reference = scheme < 0 ? Uri : Uri[(scheme + 3)..];
                if (reference.Contains("@sha256:", StringComparison.Ordinal))
                {
                    return reference;
                }

                var tag = reference.LastIndexOf(':');
                var repository = tag > reference.LastIndexOf('/') ? reference[..tag] : reference;
                return Digest is null ? null : $"{repository}@{Digest}";
            }
        }
    }
}
