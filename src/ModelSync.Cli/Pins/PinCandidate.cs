using ModelSync.Api.Versions;
using ModelSync.Cli.Lint;

namespace ModelSync.Cli.Pins;

/// <summary>A ModelVersion of a file, and which of its components lack a digest.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Spec">What it declares.</param>
/// <param name="Open">The components that a tag leads to, with where in the file their uri and the digest stand.</param>
internal sealed record PinCandidate(string Name, YamlPlace Place, ModelVersionSpec Spec, IReadOnlyList<(ModelComponent Component, YamlPlace Place, PinSpot? Spot)> Open);
