using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Statuses;

/// <summary>A kind whose objects are only declared: nothing is made from them, and their status says whether they can be used.</summary>
/// <typeparam name="T">The representation.</typeparam>
/// <param name="Judge">Ready, as a pure function of the object.</param>
/// <param name="GenerationOf">The generation that the status is about.</param>
/// <param name="ConditionsOf">The conditions of the status.</param>
internal sealed record DeclaredKind<T>(Func<T, Finding> Judge, Func<T, long?> GenerationOf, Func<T, IReadOnlyList<Condition>?> ConditionsOf)
    where T : class, IResource<T>;
