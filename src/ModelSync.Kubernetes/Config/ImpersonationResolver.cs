namespace ModelSync.Kubernetes.Config;

/// <summary>Joins the impersonation of a user with that of the overrides, field by field, as kubectl does.</summary>
internal static class ImpersonationResolver
{
    public static ImpersonationConfig? Resolve(KubeConfigUser? user, KubeConfigOverrides overrides)
    {
        var name = overrides.ImpersonateUser is { Length: > 0 } asked ? asked : user?.Impersonate;
        var uid = overrides.ImpersonateUid is { Length: > 0 } askedUid ? askedUid : user?.ImpersonateUid;
        var groups = overrides.ImpersonateGroups is { Count: > 0 } askedGroups ? askedGroups : user?.ImpersonateGroups ?? [];
        var extra = user?.ImpersonateExtra ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (name is null)
        {
            return uid is null && groups.Count == 0 && extra.Count == 0
                ? null
                : throw Error(user, "as", "is missing beside a uid, groups or extras to impersonate; name the user as well");
        }

        Check(user, "as", [name]);
        Check(user, "as-uid", uid is null ? [] : [uid]);
        Check(user, "as-groups", groups);
        Check(user, "as-user-extra", extra.Keys.Concat(extra.Values.SelectMany(values => values)));
        return new ImpersonationConfig { UserName = name, Uid = uid, Groups = groups, Extra = extra };
    }

    private static void Check(KubeConfigUser? user, string field, IEnumerable<string> values)
    {
        if (values.FirstOrDefault(value => !HeaderText.IsSafe(value)) is { } unsafeValue)
        {
            throw Error(user, field, $"holds a control character in {Quoted.Value(unsafeValue)}; remove it");
        }
    }

    private static KubeConfigException Error(KubeConfigUser? user, string field, string message) =>
        (user?.Origin ?? KubeConfigOrigin.Memory).Error(KubeConfigProblem.Invalid, field, message);
}
