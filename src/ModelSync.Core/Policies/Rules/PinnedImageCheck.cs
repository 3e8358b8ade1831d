using ModelSync.Api.Digests;
using ModelSync.Api.Policies;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Images are named by digest. A version's own image replaces that of the serving container, by digest.</summary>
internal static class PinnedImageCheck
{
    public static RuleResult Check(PinnedImageRule rule, RuleContext context)
    {
        if (context.Facts.PodSpec is not { } spec)
        {
            return RuleResult.Unknown("the pod template is not known: wait until it is read");
        }

        if (PodView.Read(spec) is not { } pod)
        {
            return RuleResult.Unknown("template.spec is no pod spec: correct it");
        }

        var serving = context.Facts.ServingContainer ?? (pod.Containers is [var first, ..] ? first.Name : null);
        var own = OwnImage(context.Version);
        var images = pod.Containers.Select(container =>
            (Owner: $"containers[{container.Name}]", Image: IsServing(container, serving) ? own ?? container.Image : container.Image));
        images = rule.Containers is PinnedImageScope.Serving
            ? images.Where((_, index) => IsServing(pod.Containers[index], serving))
            : images
                .Concat(pod.InitContainers.Select(container => ($"initContainers[{container.Name}]", container.Image)))
                .Concat(pod.ImageVolumes.Select(volume => ($"volumes[{volume.Name}]", (string?)volume.Image)));
        var objections = images
            .Where(image => !IsPinned(image.Image))
            .Select(image => $"the image of {image.Owner} is {image.Image ?? "not said"}, without a digest")
            .ToArray();
        return RuleResult.Of(objections, "all images are named by digest", context.Or("write name@sha256:HEX"));
    }

    private static bool IsServing(ContainerView container, string? serving) => string.Equals(container.Name, serving, StringComparison.Ordinal);

    /// <summary>The image that the version brings along, as it was pinned.</summary>
    private static string? OwnImage(VersionFacts version)
    {
        var name = version.Spec?.Components?.FirstOrDefault(component => component.Role is ComponentRole.Image)?.Name;
        var pin = name is null ? null : version.Components.FirstOrDefault(component => string.Equals(component.Name, name, StringComparison.Ordinal));
        return pin?.Uri;
    }

    private static bool IsPinned(string? image) =>
        image is not null && image.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && ContentDigest.IsValid(image[(at + 1)..]);
}
