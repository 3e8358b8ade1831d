using System.Globalization;
using System.Security.Cryptography;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>Names reconciles: short, rising, and never the same in two processes.</summary>
internal sealed class ReconcileIds
{
    private readonly string _process = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private long _last;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{_process}-{Interlocked.Increment(ref _last)}");
}
