namespace ModelSync.Kubernetes.Client;

/// <summary>How a server-side apply is carried out.</summary>
/// <param name="FieldManager">Who owns the fields: the same name for ever, or old fields stay behind (kubernetes #99003).</param>
/// <param name="Force">True takes fields over from other managers; false is a conflict that names them.</param>
/// <param name="DryRun">True goes through admission and validation, and stores nothing.</param>
public sealed record ApplyOptions(string FieldManager, bool Force = true, bool DryRun = false);
