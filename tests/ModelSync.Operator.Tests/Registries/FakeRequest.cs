namespace ModelSync.Operator.Tests.Registries;

/// <summary>One request that a fake registry got.</summary>
internal sealed record FakeRequest(string Method, string Path, string Query, string Authorization, string Body);
