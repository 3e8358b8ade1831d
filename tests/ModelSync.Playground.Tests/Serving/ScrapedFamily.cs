namespace ModelSync.Playground.Tests.Serving;

/// <summary>A family of metrics as a scraper reads it.</summary>
internal sealed record ScrapedFamily(string Name, string Type, bool HasHelp, List<ScrapedSample> Samples);
