namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

internal sealed class Subscription(Action end) : IDisposable
{
    public void Dispose() => end();
}
