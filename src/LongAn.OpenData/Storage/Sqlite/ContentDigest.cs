using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary><c>content_digest(value, …)</c>: 16 bytes of SHA-256 over values with their types and lengths, so that different records never meet.</summary>
internal static class ContentDigest
{
    public const string Function = "content_digest";
    private const int Bytes = 16;
    private const int AnyNumberOfValues = -1;

    public static void AddTo(SqliteConnection connection)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256); // one a connection, which one thread uses
        raw.sqlite3_create_function(connection.Handle, Function, AnyNumberOfValues, raw.SQLITE_UTF8, hash, (context, state, values) =>
        {
            var digest = (IncrementalHash)state;
            foreach (var value in values)
                Append(digest, value);
            Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
            digest.GetHashAndReset(result);
            raw.sqlite3_result_blob(context, result[..Bytes]);
        });
    }

    private static void Append(IncrementalHash hash, sqlite3_value value)
    {
        var type = raw.sqlite3_value_type(value);
        var text = type is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? raw.sqlite3_value_blob(value) : [];
        Span<byte> head = stackalloc byte[9];
        head[0] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], type switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_value_int64(value),
            raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_value_double(value)),
            _ => text.Length,
        });
        hash.AppendData(head);
        hash.AppendData(text);
    }
}
