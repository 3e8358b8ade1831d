namespace ModelSync.Kubernetes.Patching;

/// <summary>An object that must not be applied as it is; the message names the field and the remedy.</summary>
public sealed class ApplyConfigurationException(string message) : Exception(message);
