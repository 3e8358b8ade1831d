using System.Collections.Immutable;

namespace ModelSync.Sbom.Restored;

/// <summary>What a program consists of beside its own code.</summary>
/// <param name="Packages">All packages, by id.</param>
/// <param name="Direct">The ids of those that its own projects name, and of the runtime.</param>
internal sealed record Restoration(ImmutableSortedDictionary<string, RestoredPackage> Packages, ImmutableSortedSet<string> Direct);
