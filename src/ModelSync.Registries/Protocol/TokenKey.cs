namespace ModelSync.Registries.Protocol;

/// <summary>What a token is good for, and who it was given to: one that was given to somebody is used for nobody else.</summary>
internal sealed record TokenKey(string Domain, string Realm, string? Service, string Scope, string? Credential);
