namespace ModelSync.Registries.Tests;

/// <summary>One request that a fake registry got.</summary>
internal sealed record FakeRequest(string Method, string Path, string Query, string Authorization, string Body);
