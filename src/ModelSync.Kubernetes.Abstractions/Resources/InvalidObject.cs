using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>
/// An object that the server holds but the model cannot read. It stands for itself, so that one bad object never stops the others
/// (controller-runtime #2591, kube-rs #774).
/// </summary>
/// <param name="Metadata">As much of its metadata as could be read; at least the name, where the bytes had one.</param>
/// <param name="Error">What could not be read, with its JSON path and never its value.</param>
public sealed record InvalidObject(ObjectMeta Metadata, string Error);
