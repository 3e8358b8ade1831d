using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class PemSourceTests
{
    [Test]
    public void A_file_has_no_data_and_data_has_no_file()
    {
        var (file, embedded) = (PemSource.File("/etc/ca.crt"), PemSource.Embedded([1]));

        Assert.That((file.Data.HasValue, file.Path), Is.EqualTo((false, "/etc/ca.crt")));
        Assert.That((embedded.Data!.Value.Length, embedded.Path), Is.EqualTo((1, default(string))));
    }
}
