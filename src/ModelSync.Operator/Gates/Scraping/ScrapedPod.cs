using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>What came of a look at a pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Page">Its wanted series; null when it could not be read.</param>
/// <param name="Problem">Why it could not be read.</param>
internal sealed record ScrapedPod(ScenePod Pod, IReadOnlyDictionary<SeriesKey, double>? Page, string? Problem);
